using System.Globalization;
using System.Net;
using GatewayKit.Authentication;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.OAuth2Introspection;

/// <summary>Calls the introspection endpoint (RFC 7662, section 2.1), which it finds in the server's metadata unless it is
/// configured.</summary>
internal sealed class IntrospectionEndpoint : IDisposable
{
    private readonly ServerSettings _settings;
    private readonly FormClient _forms;
    private readonly DocumentClient _documents;
    private readonly RemoteValue<Uri>? _discovered;
    private readonly Uri? _configured;
    private readonly TimeProvider _time;
    private readonly ServerLog _log;

    public IntrospectionEndpoint(ServerSettings settings, IHttpClientFactory clients, TimeProvider time, ServerLog log)
    {
        (_settings, _time, _log) = (settings, time, log);
        _forms = new FormClient(settings.CreateClient(), settings.Timeout, clients, time);
        _documents = new DocumentClient(clients, time);
        if (settings.Endpoint is { } endpoint)
            _configured = new Uri(endpoint);
        else
            _discovered = new RemoteValue<Uri>(DiscoverAsync, error => log.Failed(error.Message), new RefreshSettings(), time);
    }

    /// <summary>Asks about a token.</summary>
    /// <returns>The answer; null if there is none, which has been logged.</returns>
    /// <exception cref="HttpRequestException">The server can't be reached, or its response isn't valid HTTP or is too large.</exception>
    /// <exception cref="TimeoutException">The server hasn't responded in time.</exception>
    public async Task<Answer?> AskAsync(string token, CancellationToken cancellation)
    {
        var address = _configured ?? await _discovered!.GetAsync(cancellation).ConfigureAwait(false);
        if (address is null)
            return null;

        var form = new List<KeyValuePair<string, string>> { new("token", token) };
        if (_settings.TokenTypeHint is { } hint)
            form.Add(new("token_type_hint", hint));
        var askedAt = _time.GetTimestamp();
        var (status, body) = await _forms.PostAsync(address, form, cancellation).ConfigureAwait(false);
        if (status != HttpStatusCode.OK)
        {
            var reason = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? "; it doesn't accept the gateway as a client"
                : "";
            return _log.Failed(string.Create(CultureInfo.InvariantCulture, $"it answered with status {(int)status}{reason}"));
        }

        return AnswerReader.Read(body, askedAt, out var problem) ?? _log.Failed(problem!);
    }

    public void Dispose() => _discovered?.Dispose();

    private async Task<Uri> DiscoverAsync(Uri? earlier, CancellationToken cancellation)
    {
        var authority = _settings.Authority!;
        var json = await _documents.GetAsync(ProviderMetadata.AddressOf(authority), cancellation).ConfigureAwait(false);
        var settings = new RemoteKeySettings(authority, null, _settings.Issuers, _settings.RequiresHttps, TimeSpan.Zero);
        return ProviderMetadata.Read(json, settings).Endpoint("introspection_endpoint")
            ?? throw new RemoteDocumentException($"The metadata of {authority} has no valid 'introspection_endpoint'.");
    }
}
