using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Opa;

/// <summary>The options of <c>opa</c>.</summary>
public sealed record OpaOptions : IValidatedOptions
{
    /// <summary>
    /// The address of the decision in OPA's Data API: an absolute HTTP or HTTPS URL without credentials, such as
    /// <c>http://127.0.0.1:8181/v1/data/gateway/allow</c>.
    /// </summary>
    public required string Url { get; init; }

    /// <summary>The bearer token for OPA's own authentication.</summary>
    [Secret, StringLength(4096, MinimumLength = 1)]
    public string? Token { get; init; }

    /// <summary>The request headers that the policy sees. Don't list headers with credentials: decision logs contain the input.</summary>
    [MaxLength(50)]
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Whether the policy sees the claims of the caller.</summary>
    public bool Claims { get; init; } = true;

    /// <summary>The time to wait for OPA, 1 ms to 30 s. After it, the gateway answers 503.</summary>
    [DurationRange("1ms", "30s")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            yield return new OptionsError("url", "must be an absolute URL that starts with http:// or https://");
        else if (url.UserInfo.Length > 0)
            yield return new OptionsError("url", "must not contain credentials; set 'token'");
        if (Token is not null && Token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            yield return new OptionsError("token", "must contain only printable ASCII characters and no spaces");
        foreach (var error in HeaderOptions.ValidateNames("headers", Headers))
            yield return error;
    }

    /// <summary>Returns the name of the type: the default implementation of a record would include the token.</summary>
    public override string ToString() => nameof(OpaOptions);
}
