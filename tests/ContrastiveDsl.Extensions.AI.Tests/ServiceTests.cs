using System.Net;
using System.Net.Http.Json;
using ContrastiveDsl.Images;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using SimilarityService;

namespace ContrastiveDsl.Extensions.AI.Tests;

/// <summary>The example service over HTTP.</summary>
public sealed class ServiceTests : IClassFixture<TinyRun>, IAsyncLifetime
{
    private const int Clients = 8;
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("CONTRASTIVE_LONG") == "1";
    private readonly TinyRun run;
    private readonly ImageSearch search;
    private readonly WebApplication app;
    private readonly HttpClient client = new();

    public ServiceTests(TinyRun run)
    {
        this.run = run;
        search = new ImageSearch(run.Export());
        search.AddFolder(ImageFolder.List(run.Images)).Should().BeEmpty();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = Service.Build(builder, search);
    }

    public async Task InitializeAsync()
    {
        await app.StartAsync();
        client.BaseAddress = new Uri(app.Urls.Single());
    }

    [Fact]
    public async Task Neighbors_OfAnImageOfTheFolder_AreItselfFirst()
    {
        foreach (var name in TinyRun.Names)
        {
            var matches = await Neighbors(name, 3);

            matches.Should().HaveCount(3);
            matches[0].Name.Should().Be(name);
            matches[0].Cosine.Should().BeApproximately(1, 1e-5f);
            matches.Should().BeInDescendingOrder(match => match.Cosine);
        }
    }

    [Fact]
    public async Task Requests_OfEightClientsAtOnceSomeCancelled_AreAnsweredAsOneAfterAnother()
    {
        var requests = IsLong ? 2000 : 60;
        var expected = new Dictionary<string, Match[]>();
        foreach (var name in TinyRun.Names)
        {
            expected[name] = await Neighbors(name, 4);
        }

        await Serve(requests / 4, expected);
        Garbage.Collect();
        var before = Environment.WorkingSet;
        await Serve(requests, expected);
        Garbage.Collect();

        (Environment.WorkingSet - before).Should().BeLessThan(64L << 20);
    }

    [Fact]
    public async Task Put_OfAnImage_CanBeFound()
    {
        using var file = new ByteArrayContent(run[TinyRun.Names[2]]);

        var put = await client.PutAsync("/images/trips/2024/new.jpg", file);

        put.StatusCode.Should().Be(HttpStatusCode.NoContent);
        var matches = await Neighbors(TinyRun.Names[2], 2);
        matches.Select(match => match.Name).Should().Equal(TinyRun.Names[2], "trips/2024/new.jpg");
    }

    [Theory]
    [InlineData("/neighbors", "<html>", "HTML")]
    [InlineData("/neighbors?k=0", "", "k is 0")]
    public async Task Post_OfWhatCannotBeAnswered_IsRefusedWithTheReason(string path, string body, string reason)
    {
        using var content = new StringContent(body);

        var answer = await client.PostAsync(path, content);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().Contain(reason);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        search.Dispose();
    }

    private async Task Serve(int requests, Dictionary<string, Match[]> expected)
    {
        var clients = Enumerable
            .Range(0, Clients)
            .Select(async number =>
            {
                for (var request = 0; request < requests; request++)
                {
                    var name = TinyRun.Names[((number * 5) + request) % TinyRun.Names.Length];
                    if (request % 10 == 9)
                    {
                        await Cancel(name);
                    }

                    (await Neighbors(name, 4)).Should().Equal(expected[name]);
                }
            });
        await Task.WhenAll(clients);
    }

    /// <summary>Asks and goes away; whether it was answered before does not matter.</summary>
    private async Task Cancel(string name)
    {
        using var gone = new CancellationTokenSource();
        using var content = new ByteArrayContent(run[name]);
        var asked = client.PostAsync("/neighbors", content, gone.Token);
        await Task.Yield();
        await gone.CancelAsync();
        try
        {
            (await asked).Dispose();
        }
        catch (OperationCanceledException)
        {
            // As it should be.
        }
    }

    private async Task<Match[]> Neighbors(string name, int count)
    {
        using var content = new ByteArrayContent(run[name]);
        using var answer = await client.PostAsync(FormattableString.Invariant($"/neighbors?k={count}"), content);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return (await answer.Content.ReadFromJsonAsync<Match[]>())!;
    }
}
