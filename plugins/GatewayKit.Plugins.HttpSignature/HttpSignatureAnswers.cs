using System.Text;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>
/// The results for requests that aren't authenticated, created once: a 401 asks for the required signature (RFC 9421, section 5).
/// </summary>
internal sealed class HttpSignatureAnswers
{
    public const string AcceptSignature = "Accept-Signature";

    private readonly Dictionary<SignatureFault, AuthenticationResult> _withBody;
    private readonly Dictionary<SignatureFault, AuthenticationResult> _withoutBody;
    private readonly string _acceptWithBody;
    private readonly string _acceptWithoutBody;

    public HttpSignatureAnswers(HttpSignatureOptions options)
    {
        // RFC 9421 doesn't define a scheme, but a 401 needs one (RFC 9110, section 15.5.2).
        var challenge = Challenge.WithRealm("Signature", options.Realm).ToString();
        Missing = AuthenticationResult.NoCredentials(challenge);
        _acceptWithBody = Accept(options, hasBody: true);
        _acceptWithoutBody = Accept(options, hasBody: false);
        _withBody = Results(challenge, _acceptWithBody);
        _withoutBody = Results(challenge, _acceptWithoutBody);
    }

    /// <summary>Gets the result for a request without a signature for the gateway; another plugin may authenticate it.</summary>
    public AuthenticationResult Missing { get; }

    /// <summary>Returns the result for a fault.</summary>
    public AuthenticationResult For(SignatureFault fault, bool hasBody) => (hasBody ? _withBody : _withoutBody)[fault];

    /// <summary>Returns the value of <c>Accept-Signature</c>.</summary>
    public string Accept(bool hasBody) => hasBody ? _acceptWithBody : _acceptWithoutBody;

    /// <summary>Returns whether a value is one of those.</summary>
    public bool IsAccept(string? value) => value == _acceptWithBody || value == _acceptWithoutBody;

    private static Dictionary<SignatureFault, AuthenticationResult> Results(string challenge, string accept)
        => Enum.GetValues<SignatureFault>().ToDictionary(fault => fault, fault => AuthenticationResult.Respond(
            fault == SignatureFault.StoreUnavailable
                ? GatewayResponse.Problem(503, "Service Unavailable", FaultText.Of(fault)).WithHeader("Retry-After", "1")
                : GatewayResponse.Problem(401, "Unauthorized", FaultText.Of(fault))
                    .WithHeader("WWW-Authenticate", challenge)
                    .WithHeader(AcceptSignature, accept)));

    private static string Accept(HttpSignatureOptions options, bool hasBody)
    {
        const string Digest = "content-digest";
        var components = options.RequiredComponents
            .Select(text => Component.TryParse(text, out var component) ? component.ToString() : text)
            .ToList();
        if (hasBody && options.ContentDigest == ContentDigestRule.Required && !components.Contains($"\"{Digest}\""))
            components.Add($"\"{Digest}\"");

        var accept = new StringBuilder("sig=(").AppendJoin(' ', components).Append(");created");
        if (options.RequireExpires)
            accept.Append(";expires");
        if (options.Tag is { } tag)
        {
            accept.Append(";tag=");
            SfWriter.WriteString(accept, tag);
        }

        return accept.ToString();
    }
}
