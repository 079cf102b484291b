using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.ForwardAuth;

/// <summary>The options of <c>forward-auth</c>.</summary>
public sealed record ForwardAuthOptions : IValidatedOptions
{
    /// <summary>The address of the authorization service: an absolute HTTP or HTTPS URL without credentials.</summary>
    public required string Url { get; init; }

    /// <summary>The method of the request to the service: <c>GET</c>, <c>HEAD</c> or <c>POST</c>. The request has no body.</summary>
    [RegularExpression("GET|HEAD|POST", ErrorMessage = "must be GET, HEAD or POST")]
    public string Method { get; init; } = "GET";

    /// <summary>The client's headers that the service receives.</summary>
    [MaxLength(50)]
    public IReadOnlyList<string> RequestHeaders { get; init; } = ["Authorization", "Cookie"];

    /// <summary>
    /// The headers of the service's response that the upstream receives. The gateway removes the client's own headers of these names.
    /// </summary>
    [MaxLength(50)]
    public IReadOnlyList<string> UpstreamHeaders { get; init; } = [];

    /// <summary>
    /// The header of the service's response that names the caller. A response that allows the request without naming the caller is then
    /// an error of the service (503).
    /// </summary>
    public string? ConsumerHeader { get; init; }

    /// <summary>The header of the service's response with the caller's groups, separated by commas. Requires
    /// <c>consumerHeader</c>.</summary>
    public string? GroupsHeader { get; init; }

    /// <summary>The time to wait for the service, 1 ms to 30 s. After it, the gateway answers 503.</summary>
    [DurationRange("1ms", "30s")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The time for which the gateway reuses a response that allows a request, for requests that look the same to the service; 0 s to
    /// 1 hour. The service sees a revoked permission this much later.
    /// </summary>
    [DurationRange("0s", "1h")]
    public TimeSpan CacheFor { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            yield return new OptionsError("url", "must be an absolute URL that starts with http:// or https://");
        else if (url.UserInfo.Length > 0)
            yield return new OptionsError("url", "must not contain credentials");

        foreach (var error in HeaderOptions.ValidateNames("requestHeaders", RequestHeaders)
            .Concat(HeaderOptions.ValidateNames("upstreamHeaders", UpstreamHeaders))
            .Concat(ConsumerHeader is null ? [] : ResponseHeader("consumerHeader", ConsumerHeader))
            .Concat(GroupsHeader is null ? [] : ResponseHeader("groupsHeader", GroupsHeader)))
        {
            yield return error;
        }

        for (var i = 0; i < RequestHeaders.Count; i++)
        {
            if (RequestHeaders[i].Replace('_', '-').StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase))
            {
                yield return new OptionsError(
                    $"requestHeaders[{i}]", $"is {HeaderOptions.Quoted(RequestHeaders[i])}; the gateway sets the headers X-Forwarded-*");
            }
        }

        if (GroupsHeader is not null && ConsumerHeader is null)
            yield return new OptionsError("groupsHeader", "has no effect without 'consumerHeader'; set both");
    }

    private static OptionsError[] ResponseHeader(string option, string name) => HttpSyntax.IsToken(name)
        ? []
        : [new OptionsError(option, $"is {HeaderOptions.Quoted(name)}; it must be a header name")];
}
