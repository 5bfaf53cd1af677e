using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Losses;
using ContrastiveDsl.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>
/// Masked autoencoders: patches, masks, positions, the loss, and the whole model with formula weights, whose encoder is
/// a generated module.
/// </summary>
internal sealed class MaeTopic : IGoldenTopic
{
    public string Name => "mae";

    public void Run(GoldenCase golden)
    {
        switch (golden.Word("kind"))
        {
            case "patchify":
                Compare.Tensor(
                    golden,
                    "patches",
                    PixelPatches.Cut(Input(golden, "images"), Whole(golden, "patch_size"))
                );
                break;
            case "unpatchify":
                Compare.Tensor(
                    golden,
                    "images",
                    PixelPatches.Join(Input(golden, "patches"), Whole(golden, "patch_size"))
                );
                break;
            case "masking":
                RunMasking(golden);
                break;
            case "positions":
                Compare.Tensor(golden, "pos_embed", Positions(golden, "embed_dim"));
                Compare.Tensor(golden, "decoder_pos_embed", Positions(golden, "decoder_embed_dim"));
                break;
            case "loss":
                RunLoss(golden);
                break;
            case "encoder":
                RunEncoder(golden);
                break;
            case "pretrain":
                RunPretraining(golden);
                break;
            case "features":
                RunFeatures(golden);
                break;
            case "keys":
                new MaeModules(golden).CompareKeys();
                break;
            default:
                Assert.Fail($"{golden.Name}: '{golden.Word("kind")}' is no known kind of case.");
                break;
        }
    }

    private static void RunMasking(GoldenCase golden)
    {
        var x = Input(golden, "x").requires_grad_();
        var mask = Mask(golden, Whole(golden, "length"));
        var kept = mask.Keep(x);
        kept.mul(Input(golden, "cotangent")).sum().backward();
        Compare.Tensor(golden, "x_kept", kept);
        Compare.Tensor(golden, "grad_x", x.grad!);
    }

    private static void RunLoss(GoldenCase golden)
    {
        var normalize = golden.Flag("norm_pix_loss", false);
        var patch = Whole(golden, "patch_size");
        LossCase.Run(golden, inputs =>
            Reconstruction.Loss(PixelPatches.Cut(inputs["images"], patch), inputs["pred"], inputs["mask"], normalize)
        );
    }

    private static void RunEncoder(GoldenCase golden)
    {
        var modules = new MaeModules(golden);
        var images = Input(golden, "images").requires_grad_();
        var latent = modules.Encode(images, Mask(golden, modules.Patches));
        latent.mul(Input(golden, "cotangent")).sum().backward();
        Compare.Tensor(golden, "latent", latent);
        Compare.Tensor(golden, "grad_images", images.grad!);
        modules.CompareGradients("grad_images");
    }

    private static void RunPretraining(GoldenCase golden)
    {
        var modules = new MaeModules(golden);
        var images = Input(golden, "images");
        var mask = Mask(golden, modules.Patches);
        var latent = modules.Encode(images, mask);
        var painted = modules.Decoder.call(latent, mask);
        var patches = PixelPatches.Cut(images, Whole(golden, "patch_size"));
        var loss = Reconstruction.Loss(patches, painted, mask.Removed, golden.Flag("norm_pix_loss", false));
        loss.backward();
        Compare.Tensor(golden, "latent", latent);
        Compare.Tensor(golden, "pred", painted);
        Compare.Tensor(golden, "loss", loss);
        modules.CompareGradients();
        Compare.Values(
            golden,
            "param_grad_abs_sum",
            modules.GradientSums(),
            golden.ExpectedTensor("param_grad_abs_sum")
        );
    }

    private static void RunFeatures(GoldenCase golden)
    {
        using var noGrad = no_grad();
        var images = Input(golden, "images");
        var ofClass = new MaeModules(golden);
        var ofPatches = new MaeModules(golden, "Pooling = TokenPooling.Mean");
        var inOrder = arange(ofClass.Patches, ScalarType.Float32).expand(images.size(0), -1);
        Compare.Tensor(golden, "tokens", ofClass.Encode(images, PatchMask.Of(inOrder, ofClass.Patches)));
        Compare.Tensor(golden, "features_cls", ofClass.Encoder.call(images));
        Compare.Tensor(golden, "features_mean", ofPatches.Encoder.call(images));
    }

    /// <summary>The mask of the case's noise, compared with what the case says of it.</summary>
    private static PatchMask Mask(GoldenCase golden, int patches)
    {
        var mask = PatchMask.Of(Input(golden, "noise"), PatchMask.VisibleOf(patches, golden.Number("mask_ratio")));
        mask.Visible.Should().Be(golden.Expected.GetProperty("len_keep").GetInt32());
        Compare.Tensor(golden, "ids_restore", mask.Places);
        Compare.Tensor(golden, "mask", mask.Removed);
        return mask;
    }

    private static Tensor Positions(GoldenCase golden, string width) =>
        PositionEmbedding.SinCos(Whole(golden, "grid"), Whole(golden, width), columnsFirst: true);

    private static Tensor Input(GoldenCase golden, string name) => golden.Inputs[name].ToTensor();

    private static int Whole(GoldenCase golden, string name) => (int)golden.Number(name);
}
