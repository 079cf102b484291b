using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Opa;

/// <summary>Asks Open Policy Agent whether the caller may send the request.</summary>
[GatewayPlugin<OpaOptions>("opa", PluginStage.Authorization)]
public sealed partial class OpaPlugin : IRequestHook
{
    private const string Denied = "The policy of this API doesn't allow this request.";

    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    private static readonly GatewayResponse s_forbidden = GatewayResponse.Problem(403, "Forbidden", Denied);

    private static readonly GatewayResponse s_unavailable = GatewayResponse.Problem(
        503, "Service Unavailable", "The gateway can't check this request at the moment.").WithHeader("Retry-After", "1");

    private readonly OpaOptions _options;
    private readonly Uri _url;
    private readonly OpaInput _input;
    private readonly IHttpClientFactory _clients;
    private readonly AuthenticationHeaderValue? _token;
    private readonly string _entry;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LogThrottle _throttle;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="clients">The HTTP clients of this assembly.</param>
    /// <param name="placement">The location of the entry, for the log.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public OpaPlugin(
        OpaOptions options, IHttpClientFactory clients, PluginPlacement placement, TimeProvider time, ILogger<OpaPlugin> logger)
    {
        _options = options;
        _url = new Uri(options.Url);
        _input = new OpaInput(options);
        _clients = clients;
        _token = options.Token is null ? null : new AuthenticationHeaderValue("Bearer", options.Token);
        _entry = placement.Key;
        _time = time;
        _throttle = new LogThrottle(time);
        _logger = logger;
    }

    /// <summary>Continues if the policy allows the request; otherwise answers 403, or 503 if OPA can't decide.</summary>
    public async ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        try
        {
            var response = await AskAsync(_input.Write(context), context.CancellationToken).ConfigureAwait(false);
            if (OpaDecision.IsAllowed(response, out var reason))
                return HookResult.Continue;

            return HookResult.Respond(reason is null ? s_forbidden : GatewayResponse.Problem(403, "Forbidden", reason));
        }
        catch (Exception error) when (error is HttpRequestException or TimeoutException or JsonException)
        {
            Report(error);
            return HookResult.Respond(s_unavailable);
        }
    }

    private async Task<byte[]> AskAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            using var client = _clients.CreateClient(OpaServices.Client);
            using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ReadOnlyMemoryContent(input) };
            request.Content.Headers.ContentType = s_json;
            request.Headers.Authorization = _token;
            using var response = await client.SendAsync(request, either.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
                throw new HttpRequestException(string.Create(
                    CultureInfo.InvariantCulture, $"it answered with status {(int)response.StatusCode}"));

            return await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"it didn't answer within {Duration.Format(_options.Timeout)}");
        }
    }

    /// <summary>Logs the first failure and then one per minute.</summary>
    private void Report(Exception error)
    {
        if (_throttle.IsDue())
            LogFailed(_logger, _entry, error.Message);
    }

    [LoggerMessage(1, LogLevel.Error, "OPA entry '{Entry}' rejects requests: OPA failed: {Reason}.")]
    private static partial void LogFailed(ILogger logger, string entry, string reason);
}
