using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Oidc;

/// <summary>The provider's response to an authorization request, as the browser brings it (RFC 6749, sections 4.1.2 and 4.1.2.1; RFC
/// 9207).</summary>
internal sealed record LoginResponse
{
    public required string State { get; init; }

    public string? Code { get; init; }

    public string? Error { get; init; }

    public string? Issuer { get; init; }

    /// <summary>Reads the query of a request.</summary>
    /// <returns>False if a parameter is repeated, or the response has neither or both of a code and an error.</returns>
    public static bool TryRead(HttpRequest request, [NotNullWhen(true)] out LoginResponse? response)
    {
        response = null;
        string? state = null, code = null, error = null, issuer = null;
        foreach (var parameter in new QueryParameters(request.QueryString))
        {
            var isFirst = parameter switch
            {
                _ when parameter.Has("state") => Set(ref state, parameter.Value),
                _ when parameter.Has("code") => Set(ref code, parameter.Value),
                _ when parameter.Has("error") => Set(ref error, parameter.Value),
                _ when parameter.Has("iss") => Set(ref issuer, parameter.Value),
                _ => true,
            };
            if (!isFirst)
                return false;
        }

        if (state is null || !LoginState.IsValid(state) || code is null == error is null || code?.Length == 0)
            return false;

        response = new LoginResponse { State = state, Code = code, Error = error, Issuer = issuer };
        return true;
    }

    private static bool Set(ref string? parameter, string value)
    {
        var isFirst = parameter is null;
        parameter = value;
        return isFirst;
    }
}
