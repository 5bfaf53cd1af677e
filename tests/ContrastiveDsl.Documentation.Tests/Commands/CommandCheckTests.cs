using ContrastiveDsl.Documentation.Tests.Reading;

namespace ContrastiveDsl.Documentation.Tests.Commands;

public sealed class CommandCheckTests
{
    private static readonly CommandCheck Check = new();

    [Theory]
    [InlineData("```sh\ndotnet run -c Release --project examples/FashionMnist -- train ClothesSimClr --epochs 5\n```")]
    [InlineData("```sh\ndotnet run -- train NAME --epochs N    # as often as wanted\n```")]
    [InlineData("```sh\ndotnet run -- train --resume RUN \\\n  --allow-changed threads,device\n```")]
    [InlineData("```sh\nmpirun -np 2 dotnet app.dll train NAME --data '/my images'\n```")]
    [InlineData("```sh\ncompare=\"dotnet run -- compare\"\n$compare --table\n```")]
    [InlineData("```sh\ndotnet new contrastive --output Photos --images /data --imageSize 32 --cuda\n```")]
    [InlineData("```sh\nTorchRuntimePackage=TorchSharp-cuda-linux eng/demo.sh --device cuda\n```")]
    [InlineData("```sh\neng/demo.sh ClothesByol --limit 512 && eng/test.sh Golden --long\n```")]
    [InlineData("```\nloss 4.6  train --nothing is what a program may print\n```")]
    [InlineData("```\ntrain NAME [--data DIR] [--labels folders|FILE]\n           [--epochs N]\n```")]
    [InlineData("`train --resume RUN`, `eng/bench.sh --steps 1`, `examples/FashionMnist`, `train` and `train/`")]
    public void Command_ThatIsThere_IsNoProblem(string text) => Problems(text).Should().BeEmpty();

    [Theory]
    [InlineData("```sh\ndotnet run -- trane NAME\n```", "There is no verb 'trane'.")]
    [InlineData("```sh\ndotnet run -- train NAME --epoch 5\n```", "train has no option '--epoch'.")]
    [InlineData("```sh\ndotnet run -- train NAME --epochs many\n```", "--epochs")]
    [InlineData("```sh\ndotnet run -- embed RUN FOLDER\n```", "--out")]
    [InlineData("```sh\ndotnet run --project examples/Nothing -- list\n```", "there is no project 'examples/Nothing'")]
    [InlineData("```sh\ndotnet run -- train ClothesNothing\n```", "no example declares an experiment 'ClothesNothing'")]
    [InlineData("```sh\nmpirun -np 2 dotnet app.dll train NAME --speed 2\n```", "train has no option '--speed'.")]
    [InlineData(
        "```sh\ncompare=\"dotnet run -- compare\"\n$compare --tables\n```",
        "compare has no option '--tables'."
    )]
    [InlineData("```sh\ndotnet new contrastive --size 3\n```", "the template has no option '--size'")]
    [InlineData("```sh\ndotnet bild\n```", "dotnet has no 'bild'")]
    [InlineData("```sh\neng/nothing.sh\n```", "there is no 'eng/nothing.sh'")]
    [InlineData("```\neng/demo.sh --epoch 1\n```", "train has no option '--epoch'.")]
    [InlineData("```sh\neng/test.sh --longer\n```", "eng/test.sh has no '--longer'")]
    [InlineData("```sh\neng/bench.sh --nothing\n```", "eng/bench.sh has no '--nothing'")]
    [InlineData("```sh\nrm -rf x\n```", "'rm' is no command that pages are known to call")]
    [InlineData("```\ntrain NAME [--datum DIR]\n```", "train has no option '--datum'")]
    [InlineData("```\ntrain NAME [--data DIR]\ntrane NAME\n```", "there is no verb 'trane'")]
    [InlineData("`train --resumed RUN` goes on", "train has no option '--resumed'")]
    [InlineData("`eng/nothing.sh` does it", "there is no 'eng/nothing.sh'")]
    [InlineData("`examples/Nothing` shows it", "there is no 'examples/Nothing'")]
    public void Command_ThatIsNotThere_IsNamedWithItsLine(string text, string problem) =>
        Problems(text).Should().ContainSingle().Which.Should().StartWith("docs/page.md:").And.Contain(problem);

    private static IEnumerable<string> Problems(string text) => Check.Problems(Page.Parse("docs/page.md", text));
}
