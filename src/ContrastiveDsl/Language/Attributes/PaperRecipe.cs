namespace ContrastiveDsl;

/// <summary>
/// Rows of the papers: what their authors trained with. Images, encoder, heads, views and loss are the experiment's
/// own; a recipe has the numbers of the run.
/// </summary>
public enum PaperRecipe
{
    /// <summary>SimCLR on ImageNet: 100 epochs of 4096, LARS 0.3·B/256, τ = 0.1.</summary>
    SimClrImageNet100 = 1,

    /// <summary>SimCLR on CIFAR-10: 1000 epochs of 512, LARS 1.0·B/256, τ = 0.5.</summary>
    SimClrCifar10 = 2,

    /// <summary>MoCo v2 on ImageNet: 200 epochs of 256, SGD 0.03·B/256, 65,536 keys, τ = 0.2.</summary>
    MoCoV2ImageNet200 = 3,

    /// <summary>MoCo on CIFAR-10, the authors' demo: 200 epochs of 512, SGD 0.03·B/256, 4096 keys, τ = 0.1.</summary>
    MoCoCifar10 = 4,

    /// <summary>MoCo v3 with ResNet-50 on ImageNet: 100 epochs of 4096, LARS 0.6·B/256, τ = 1.</summary>
    MoCoV3ResNet100 = 5,

    /// <summary>MoCo v3 with ResNet-50 on ImageNet: 300 epochs of 4096, LARS 0.3·B/256, τ = 1.</summary>
    MoCoV3ResNet300 = 6,

    /// <summary>MoCo v3 with ResNet-50 on ImageNet: 1000 epochs of 4096, LARS 0.3·B/256, τ = 1.</summary>
    MoCoV3ResNet1000 = 7,

    /// <summary>
    /// MoCo v3 with vision transformers on ImageNet: 300 epochs of 4096, AdamW 1.5e-4·B/256, τ = 0.2.
    /// </summary>
    MoCoV3ViT300 = 8,

    /// <summary>BYOL on ImageNet: 40 epochs of 4096, LARS 0.45·B/256.</summary>
    ByolImageNet40 = 9,

    /// <summary>BYOL on ImageNet: 100 epochs of 4096, LARS 0.45·B/256.</summary>
    ByolImageNet100 = 10,

    /// <summary>BYOL on ImageNet: 300 epochs of 4096, LARS 0.3·B/256.</summary>
    ByolImageNet300 = 11,

    /// <summary>BYOL on ImageNet: 1000 epochs of 4096, LARS 0.2·B/256.</summary>
    ByolImageNet1000 = 12,

    /// <summary>SimSiam on ImageNet: 100 epochs of 512, SGD 0.05·B/256.</summary>
    SimSiamImageNet100 = 13,

    /// <summary>SimSiam on CIFAR-10: 800 epochs of 512, SGD 0.03·B/256.</summary>
    SimSiamCifar10 = 14,

    /// <summary>RAFT on CIFAR-10: 1000 epochs of 512, Adam 3e-4 at a constant rate.</summary>
    RaftCifar10 = 15,

    /// <summary>
    /// DINO with a small vision transformer on ImageNet, the authors' command: 100 epochs of 512, AdamW 5e-4·B/256,
    /// decay 0.04 rising to 0.4, τ = 0.1.
    /// </summary>
    DinoViT100 = 16,

    /// <summary>MAE with vision transformers on ImageNet: 800 epochs of 4096, AdamW 1.5e-4·B/256, β₂ = 0.95.</summary>
    MaeViT800 = 17,

    /// <summary>SwAV on ImageNet: 200 epochs of 4096, LARS 4.8, τ = 0.1.</summary>
    SwavImageNet200 = 18,

    /// <summary>SwAV on ImageNet: 800 epochs of 4096, LARS 4.8, τ = 0.1.</summary>
    SwavImageNet800 = 19,

    /// <summary>VICReg on ImageNet: 100 epochs of 512, LARS 0.3·B/256.</summary>
    VicregImageNet100 = 20,

    /// <summary>VICReg on ImageNet: 1000 epochs of 2048, LARS 0.2·B/256.</summary>
    VicregImageNet1000 = 21,

    /// <summary>SupCon on CIFAR-10, the authors' command: 1000 epochs of 1024, SGD 0.5, τ = 0.1.</summary>
    SupConCifar10 = 22,

    /// <summary>
    /// PIRL on ImageNet, the authors' configuration: 200 epochs of 1024, SGD 0.03·B/256, 32,000 negatives of the bank,
    /// τ = 0.07. Its pretext transform and its weight stand on the experiment.
    /// </summary>
    PirlImageNet200 = 23,

    /// <summary>PIRL on ImageNet: 800 epochs of 1024, SGD 0.03·B/256, 32,000 negatives of the bank, τ = 0.07.</summary>
    PirlImageNet800 = 24,

    /// <summary>
    /// MoCo v1 on ImageNet: 200 epochs of 256, SGD 0.03·B/256, a tenth of it after 120 epochs and again after 160,
    /// 65,536 keys, τ = 0.07.
    /// </summary>
    MoCoV1ImageNet200 = 25,

    /// <summary>
    /// Instance discrimination on ImageNet: 200 epochs of 256, SGD 0.03, a tenth of it after 120 epochs and again after
    /// 160, NCE with 4096 negatives of the bank, τ = 0.07.
    /// </summary>
    InstanceDiscriminationImageNet200 = 26,

    /// <summary>
    /// Instance discrimination on CIFAR-10, the authors' command: 200 epochs of 128, SGD 0.03, a tenth of it after 120
    /// epochs and again after 160, a softmax over the whole bank, τ = 0.1.
    /// </summary>
    InstanceDiscriminationCifar10 = 27,

    /// <summary>
    /// SimMIM with ViT-B on ImageNet, the authors' configuration: 800 epochs of 2048, AdamW 1e-4·B/512, a tenth of it
    /// after 700 epochs.
    /// </summary>
    SimMimViT800 = 28,

    /// <summary>
    /// Barlow Twins on ImageNet: 1000 epochs of 2048, LARS 0.2·B/256, 0.0048·B/256 for biases and normalization.
    /// </summary>
    BarlowTwinsImageNet1000 = 29,
}
