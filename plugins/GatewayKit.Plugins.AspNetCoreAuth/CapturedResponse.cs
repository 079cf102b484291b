using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.AspNetCoreAuth;

/// <summary>A response that isn't sent.</summary>
/// <param name="sent">The response of the exchange, whose end is also that of this one.</param>
internal sealed class CapturedResponse(IHttpResponseFeature sent) : IHttpResponseFeature
{
    /// <summary>The headers that the gateway sets for a body.</summary>
    private static readonly HashSet<string> s_ofBody = new(StringComparer.OrdinalIgnoreCase)
    {
        "Content-Length", "Content-Type", "Transfer-Encoding",
    };

    private readonly Stack<(Func<object, Task> Callback, object State)> _onStarting = [];

    /// <inheritdoc />
    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    /// <inheritdoc />
    public string? ReasonPhrase { get; set; }

    /// <inheritdoc />
    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    /// <inheritdoc />
    public bool HasStarted => false;

    /// <inheritdoc />
    [Obsolete("Replaced by IHttpResponseBodyFeature, as in the interface.")]
    public Stream Body { get; set; } = Stream.Null;

    /// <inheritdoc />
    public void OnStarting(Func<object, Task> callback, object state) => _onStarting.Push((callback, state));

    /// <inheritdoc />
    public void OnCompleted(Func<object, Task> callback, object state) => sent.OnCompleted(callback, state);

    /// <summary>Runs what waits for the start of the response, from the last callback to the first.</summary>
    public async Task StartAsync()
    {
        while (_onStarting.TryPop(out var waiting))
            await waiting.Callback(waiting.State).ConfigureAwait(false);
    }

    /// <summary>Returns the authentication result that the response stands for.</summary>
    /// <param name="body">The body.</param>
    /// <param name="rejection">The result without the response.</param>
    public AuthenticationResult Describe(byte[] body, AuthenticationResult rejection)
    {
        // The gateway has a problem document for a 401. A scheme that doesn't respond at all doesn't let the request pass, either.
        if (StatusCode == StatusCodes.Status401Unauthorized || (StatusCode < StatusCodes.Status300MultipleChoices && body.Length == 0))
        {
            return Headers.WWWAuthenticate.ToString() is not { Length: > 0 } challenge ? rejection
                : rejection.Outcome == AuthenticationOutcome.NoCredentials ? AuthenticationResult.NoCredentials(challenge)
                : AuthenticationResult.Rejected(challenge);
        }

        var response = new GatewayResponse(StatusCode);
        foreach (var (name, values) in Headers.Where(header => !s_ofBody.Contains(header.Key)))
            response = values.Aggregate(response, (described, value) => described.WithHeader(name, value ?? ""));
        return AuthenticationResult.Respond(
            body.Length == 0 ? response : response.WithBody(body, Headers.ContentType.ToString() is { Length: > 0 } type ? type : null));
    }
}
