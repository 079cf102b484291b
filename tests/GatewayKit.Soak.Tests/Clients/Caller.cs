using GatewayKit.Soak.Model;

namespace GatewayKit.Soak.Clients;

/// <summary>Sends well-formed requests, with good keys, wrong keys and none, and asks the oracle about every answer.</summary>
internal sealed class Caller(HttpClient client, ConfigHistory history, Tally tally, Random random)
{
    public async Task RunAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await CallAsync();
            if (random.Next(4) == 0)
                await Pace.WaitAsync(TimeSpan.FromMilliseconds(random.Next(20)), end);
        }
    }

    private async Task CallAsync()
    {
        var path = SoakConfig.RandomPath(random);
        var key = random.Next(4) switch
        {
            0
            => null,
            1 => $"invented-{random.Next()}",
            _ => SoakConfig.Key(random.Next(SoakConfig.AllCallers))
        };
        using var request = new HttpRequestMessage(random.Next(4) == 0 ? HttpMethod.Post : HttpMethod.Get, path);
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        if (request.Method == HttpMethod.Post)
            request.Content = new ByteArrayContent(new byte[random.Next(20_000)]);

        var begin = history.Begin();
        var (answer, versions) = await SendAsync(request);
        var expected = history.Since(begin).Select(config => config.Expect(path, key)).ToList();
        tally.Count($"answered with {(answer.Status <= 0 ? "a cut" : answer.Status)}");
        if (!expected.Exists(e => Fits(e, answer)))
            tally.Fault(IsOpened(answer, expected) ? "OPENED" : "LOST",
                $"{request.Method} {path} with the key '{key}' is answered with {answer}; expected "
                    + $"{string.Join(" or ", expected.Distinct())}");
        else if (versions is not null && versions.Split(' ').Distinct().Count() > 1)
            tally.Fault("TORN", $"{path} met several builds of a plugin: {versions}");
    }

    private async Task<(Expectation Answer, string? Versions)> SendAsync(HttpRequestMessage request)
    {
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var versions = response.Headers.TryGetValues("X-Versions", out var values) ? values.Single() : null;
            try
            {
                return (new Expectation((int)response.StatusCode, await response.Content.ReadAsStringAsync()),
                    versions?.Contains("  ", StringComparison.Ordinal) == true ? null : versions);
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                return (new Expectation(0), null);
            }
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return (new Expectation(-1, error.Message), null);
        }
    }

    // An upstream that cuts its body may do so before the gateway has sent the head on, or before the client has it.
    private static bool Fits(Expectation expected, Expectation answer)
        => expected.Status == answer.Status
            ? expected.Body is null || expected.Body == answer.Body
            : expected.Status == 0 && answer.Status is (502 or -1);

    private static bool IsOpened(Expectation answer, List<Expectation> expected)
        => answer.Status is 0 or 200 && expected.TrueForAll(e => e.Status is 401 or 404);
}
