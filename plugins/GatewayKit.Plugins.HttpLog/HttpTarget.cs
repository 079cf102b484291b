using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using GatewayKit.AccessLog;

namespace GatewayKit.Plugins.HttpLog;

/// <summary>Sends lines to a collector. An attempt that may succeed later is repeated, with increasing pauses.</summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "The length of a pause isn't a secret.")]
internal sealed class HttpTarget : ILogTarget
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(30);

    private readonly HttpLogOptions _options;
    private readonly Uri _url;
    private readonly MediaTypeHeaderValue _contentType;
    private readonly IHttpClientFactory _clients;
    private readonly TimeProvider _time;

    public HttpTarget(HttpLogOptions options, string contentType, IHttpClientFactory clients, TimeProvider time)
    {
        (_options, _clients, _time) = (options, clients, time);
        _url = new Uri(options.Url);
        _contentType = MediaTypeHeaderValue.Parse(options.Body == BatchFormat.Array ? "application/json" : contentType);
    }

    public async ValueTask WriteAsync(IReadOnlyList<LogLine> lines, CancellationToken cancellation)
    {
        var body = BatchBody.Of(lines, _options.Body);
        for (var attempt = 0; ; attempt++)
        {
            var failure = await TrySendAsync(body, cancellation).ConfigureAwait(false);
            if (failure is null)
                return;
            if (!failure.CanSucceedLater || attempt >= _options.Retries)
                throw new HttpRequestException(failure.Reason);

            await Task.Delay(PauseAfter(attempt), _time, cancellation).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => default;

    /// <returns>The failure; null if the collector has accepted the lines.</returns>
    private async Task<SendFailure?> TrySendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            using var client = _clients.CreateClient(HttpLogServices.Client);
            using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ReadOnlyMemoryContent(body) };
            request.Content.Headers.ContentType = _contentType;
            foreach (var (name, value) in _options.Headers)
            {
                if (!request.Headers.TryAddWithoutValidation(name, value))
                {
                    request.Content.Headers.Remove(name);
                    request.Content.Headers.TryAddWithoutValidation(name, value);
                }
            }

            // The body of the response has no meaning, and can be of any length.
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token)
                .ConfigureAwait(false);
            return response.IsSuccessStatusCode ? null : new SendFailure(
                string.Create(CultureInfo.InvariantCulture, $"the collector answered with status {(int)response.StatusCode}."),
                CanSucceedLater(response.StatusCode));
        }
        catch (HttpRequestException error)
        {
            return new SendFailure($"{error.Message}.", CanSucceedLater: true);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new SendFailure($"the collector didn't answer within {Duration.Format(_options.Timeout)}.", CanSucceedLater: true);
        }
    }

    private static bool CanSucceedLater(HttpStatusCode status)
        => (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;

    private TimeSpan PauseAfter(int attempt)
    {
        var pause = Math.Min(_options.Backoff.TotalMilliseconds * Math.Pow(2, attempt), s_longestPause.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(pause * (0.5 + Random.Shared.NextDouble() / 2));
    }
}
