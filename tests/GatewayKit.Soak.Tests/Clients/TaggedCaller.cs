using System.Globalization;
using System.Text;
using GatewayKit.Soak.Upstreams;

namespace GatewayKit.Soak.Clients;

/// <summary>Sends requests with an id to a <see cref="RandomUpstream"/>; a response that ends cleanly must have the same id.</summary>
internal sealed class TaggedCaller(HttpClient client, string forwarder, int number, Tally tally, Random random)
{
    public async Task RunAsync(CancellationToken end)
    {
        for (var i = 0; !end.IsCancellationRequested; i++)
            await CallAsync(string.Create(CultureInfo.InvariantCulture, $"{number:000}-{i:000000}"));
    }

    private async Task CallAsync(string id)
    {
        using var request = new HttpRequestMessage(random.Next(3) == 0 ? HttpMethod.Post : HttpMethod.Get, $"/{forwarder}/{id}");
        if (request.Method == HttpMethod.Post)
            request.Content = Content(RandomUpstream.Body(id, random.Next(10) == 0 ? random.Next(20_000) : random.Next(20)));
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var body = await response.Content.ReadAsStringAsync();
            var status = (int)response.StatusCode;
            tally.Count($"{forwarder}: {status}");
            if (status is 502 or 504)
                return;
            if (status is not (200 or 409))
                tally.Fault("WRONG", $"{request.Method} {id} through {forwarder} is answered with {status}");
            else if (body != RandomUpstream.Body(id, CountOf(response)))
                tally.Fault("MIXED", $"{request.Method} {id} through {forwarder} got '{body[..Math.Min(body.Length, 100)]}'");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            tally.Count($"{forwarder}: a cut");
        }
        catch (TaskCanceledException)
        {
            tally.Fault("HUNG", $"{request.Method} {id} through {forwarder} isn't answered");
        }
    }

    private static int CountOf(HttpResponseMessage response)
        => int.Parse(response.Headers.GetValues(RandomUpstream.Count).Single(), CultureInfo.InvariantCulture);

    private HttpContent Content(string body)
    {
        var bytes = Encoding.Latin1.GetBytes(body);
        return random.Next(2) == 0 ? new ByteArrayContent(bytes) : new StreamContent(new ChunkedStream(bytes));
    }

    /// <summary>A stream of unknown length.</summary>
    private sealed class ChunkedStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
