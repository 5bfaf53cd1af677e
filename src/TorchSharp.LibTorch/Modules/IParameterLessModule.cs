namespace TorchSharp.Modules;

/// <summary>Marks modules that have nothing to train, move or save.</summary>
public interface IParameterLessModule
{
}
