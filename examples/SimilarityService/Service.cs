using ContrastiveDsl.Images;

namespace SimilarityService;

/// <summary>The search over HTTP.</summary>
public static class Service
{
    private const int LargestImage = 32 << 20;

    /// <summary>
    /// <c>POST /neighbors?k=10</c> with an image's file gives the images most similar to it; <c>PUT /images/NAME</c>
    /// with one adds it; <c>GET /</c> tells how many there are.
    /// </summary>
    public static WebApplication Build(WebApplicationBuilder builder, ImageSearch search)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = LargestImage);
        var app = builder.Build();
        app.MapGet("/", () => Results.Ok(new { Images = search.Count }));
        app.MapPost("/neighbors", async (HttpRequest request, CancellationToken cancelled, int k = 10) =>
            k < 1
                ? Refuse($"k is {k}, but must be at least 1.")
                : await Answer(request, file => Results.Ok(search.Find(file, k)), cancelled)
        );
        app.MapPut("/images/{**name}", async (HttpRequest request, string name, CancellationToken cancelled) =>
            await Answer(
                request,
                file =>
                {
                    search.Add(name, file);
                    return Results.NoContent();
                },
                cancelled
            )
        );
        return app;
    }

    private static async Task<IResult> Answer(
        HttpRequest request,
        Func<ReadOnlyMemory<byte>, IResult> answer,
        CancellationToken cancelled
    )
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancelled);
        cancelled.ThrowIfCancellationRequested();
        try
        {
            return answer(body.GetBuffer().AsMemory(0, (int)body.Length));
        }
        catch (ImageDecodeException exception)
        {
            return Refuse($"The image cannot be read: {exception.Reason}.");
        }
    }

    private static IResult Refuse(string reason) => Results.Problem(reason, statusCode: 400);
}
