namespace GatewayKit.OpenApi.Mocking.Security;

/// <summary>Checks whether a request has the credentials that an operation requires: every scheme of one requirement. Well-formed
/// credentials are enough, because a mock doesn't know any callers.</summary>
internal sealed class SecurityCheck
{
    private readonly CredentialCheck[][] _requirements;

    public SecurityCheck(IReadOnlyList<OpenApiSecurityRequirement> requirements)
    {
        _requirements = [.. requirements.Select(
            requirement => requirement.Schemes.Select(scheme => CredentialCheck.Of(scheme.Key)).ToArray())];
        Challenges = [.. _requirements
            .SelectMany(checks => checks)
            .Select(check => check.Challenge)
            .Where(challenge => challenge.Length > 0)
            .Distinct()];
    }

    /// <summary>The distinct challenges of all schemes (RFC 9110, section 11.6.1), in the document's order.</summary>
    public IReadOnlyList<string> Challenges { get; }

    public bool Passes(ApiRequest request)
    {
        if (_requirements.Length == 0)
            return true;
        foreach (var checks in _requirements)
        {
            if (Array.TrueForAll(checks, check => check.Passes(request)))
                return true;
        }
        return false;
    }
}
