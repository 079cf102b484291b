using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.ForwardAuth;

/// <summary>The options of <c>forward-auth</c>.</summary>
public sealed record ForwardAuthOptions : IValidatedOptions
{
    private static readonly string[] s_original = ["X-Original-URL", "X-Original-Method", "X-Auth-Request-Redirect"];

    /// <summary>
    /// The address of the authorization service: an absolute HTTP or HTTPS URL without credentials. It can have the variables
    /// <c>{scheme}</c>, <c>{host}</c>, <c>{authority}</c> (the host with its port), <c>{target}</c> (the path and query),
    /// <c>{escapedTarget}</c> and <c>{address}</c> (that of the client). With <c>{host}</c> or <c>{authority}</c>, the route must match
    /// only hosts that you own, because the client chooses the host.
    /// </summary>
    public required string Url { get; init; }

    /// <summary>The address to which clients are redirected (302) if the service answers 401, with the variables of <c>url</c>. Cookies of
    /// the service's response are kept. Unset: clients get the 401.</summary>
    public string? SignInUrl { get; init; }

    /// <summary>Whether the service also receives the headers <c>X-Original-URL</c>, <c>X-Original-Method</c> and
    /// <c>X-Auth-Request-Redirect</c>, which services for nginx read.</summary>
    public bool OriginalHeaders { get; init; }

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

    /// <summary>The addresses and networks of clients about whose requests the service isn't asked, at most 10000, such as
    /// <c>10.0.0.0/8</c>. They continue with an unknown caller.</summary>
    [MaxLength(10_000)]
    public IReadOnlyList<string> Exempt { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var error in AddressNetworks.Validate("exempt", Exempt))
            yield return error;
        if (UrlTemplate.Problem(Url) is { } problem)
            yield return new OptionsError("url", problem);
        if (SignInUrl is not null && UrlTemplate.Problem(SignInUrl) is { } signInProblem)
            yield return new OptionsError("signInUrl", signInProblem);

        foreach (var error in HeaderOptions.ValidateNames("requestHeaders", RequestHeaders)
            .Concat(HeaderOptions.ValidateNames("upstreamHeaders", UpstreamHeaders))
            .Concat(ConsumerHeader is null ? [] : ResponseHeader("consumerHeader", ConsumerHeader))
            .Concat(GroupsHeader is null ? [] : ResponseHeader("groupsHeader", GroupsHeader)))
        {
            yield return error;
        }

        for (var i = 0; i < RequestHeaders.Count; i++)
        {
            if (OriginalHeaders && s_original.Contains(RequestHeaders[i].Replace('_', '-'), StringComparer.OrdinalIgnoreCase))
            {
                yield return new OptionsError(
                    $"requestHeaders[{i}]", $"is {HeaderOptions.Quoted(RequestHeaders[i])}; with 'originalHeaders', the gateway sets it");
            }

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
