namespace GatewayKit.Samples.QuickStart;

public sealed class TourTests
{
    [Fact]
    public async Task Every_line_that_the_QuickStart_prints_does_what_it_promises()
        => Check(await Tour.TakeAsync(CurlProgram.IsInstalled ? new CurlProgram() : new CurlByHttpClient()));

    [Fact]
    public async Task Every_line_says_the_same_to_a_machine_without_curl() => Check(await Tour.TakeAsync(new CurlByHttpClient()));

    private static void Check(IReadOnlyList<TourStep> tour)
    {
        Assert.Equal(tour.Select(step => $"{step.Line}: {step.Promised}"), tour.Select(step => $"{step.Line}: {step.Answered}"));
        Assert.Equal(["200", "201", "400", "401", "404", "429", "504"],
            tour.SelectMany(step => step.Promised.Split(' ')).Distinct().Order());

        var headers = tour.Single(step => step.Line.Contains("/headers", StringComparison.Ordinal)).Output;
        Assert.Contains("\"X-Tenant\":\"blue\"", headers, StringComparison.Ordinal);
        Assert.Contains("\"X-Consumer-Name\":\"alice\"", headers, StringComparison.Ordinal);
        Assert.Contains("X-Frame-Options: DENY", headers, StringComparison.Ordinal);
        Assert.DoesNotContain("alice-key", headers, StringComparison.Ordinal);
        Assert.DoesNotContain("mallory", headers, StringComparison.Ordinal);

        var quote = tour.Single(step => step.Line.EndsWith("/quote", StringComparison.Ordinal)).Output;
        Assert.Contains("Server-Timing: gateway;dur=", quote, StringComparison.Ordinal);

        var events = tour.Single(step => step.Line.Contains("/events", StringComparison.Ordinal)).Output;
        Assert.Equal(3, events.Split("event: order\n").Length - 1);
    }
}
