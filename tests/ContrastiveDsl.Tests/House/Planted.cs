#pragma warning disable // Types that nobody uses and that do nothing: each breaks the design in one way.

namespace ContrastiveDsl.Tests.House.Planted.Training
{
    public class Run
    {
        public static int Started;

        public static void Start() { }

        public static Choice Chosen => default;

        public class Inner;
    }

    public interface IRun;

    public enum Choice
    {
        One,
    }

    public sealed class MarkAttribute : Attribute;

    public sealed class RunException : Exception;
}

namespace ContrastiveDsl.Tests.House.Planted.Losses
{
    using ContrastiveDsl.Tests.House.Planted.Training;

    internal class ByBase : Run;

    internal class ByInterface : IRun;

    internal class ByField
    {
        private Run? field;
    }

    internal class ByNestedType
    {
        private Run.Inner? field;
    }

    internal class ByArgumentOfField
    {
        private List<Run[]>? field;
    }

    internal class ByParameter
    {
        private void Method(Choice choice) { }
    }

    internal class ByCall
    {
        private void Method() => Run.Start();
    }

    internal class ByResultOfCall
    {
        private string Method() => Run.Chosen.ToString();
    }

    internal class ByFieldOfOther
    {
        private int Method() => Run.Started;
    }

    internal class ByLambda
    {
        private Func<object> Method() => () => new Run();
    }

    internal class ByIterator
    {
        private System.Collections.IEnumerable Method()
        {
            yield return new Run();
        }
    }

    internal class ByCast
    {
        private bool Method(object value) => value is Run;
    }

    internal class ByTypeOf
    {
        private string Method() => typeof(IRun).Name;
    }

    internal class ByArgumentOfMethod
    {
        private object Method() => Array.Empty<Run>();
    }

    internal class ByCatch
    {
        private void Method()
        {
            try
            {
                Console.Write("");
            }
            catch (RunException) { }
        }
    }

    internal class ByConstraint<T>
        where T : IRun;

    [Mark]
    internal class ByAttribute;

    [System.ComponentModel.TypeConverter(typeof(Run))]
    internal class ByArgumentOfAttribute;

    internal class BySibling
    {
        private Modules.Layer? layer;
    }

    internal class ByLanguage
    {
        private Language.Model? model;
    }

    internal class ByPackage
    {
        private System.CommandLine.Command? command;
    }
}

namespace ContrastiveDsl.Tests.House.Planted.Modules
{
    internal class Layer;
}

namespace ContrastiveDsl.Tests.House.Planted.Language
{
    internal class Model;

    internal class ByTorch
    {
        private TorchSharp.torch.Tensor? tensor;
    }

    internal class ByRoom
    {
        private State.Reader? reader;
    }
}

namespace ContrastiveDsl.Tests.House.Planted.State
{
    internal class Reader;
}

namespace ContrastiveDsl.Tests.House.Planted
{
    internal class ByWord
    {
        private Language.Model? model;
    }
}

namespace ContrastiveDsl.Tests.House.Planted.Unheard
{
    internal class ByRoomOfNoDesign
    {
        private State.Reader? reader;
    }
}
