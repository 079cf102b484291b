using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Authentication;

/// <summary>Finds credentials in a header, optionally after a scheme.</summary>
internal sealed class HeaderLocation(string name, string[] schemes) : CredentialLocation(name)
{
    public override string ToString() => "header:" + Name.ToLowerInvariant();

    internal override void Find(HttpRequest request, ref CredentialSearch search)
    {
        var values = request.Headers[Name];
        if (schemes.Length > 0 && !HasScheme(values))
            return;

        // Values of another scheme are counted, too: two values are ambiguous, because a header with a scheme isn't a list.
        foreach (var value in values)
        {
            var scheme = AuthenticationScheme.Match(value, schemes);
            search.Add(scheme is null ? value.AsMemory() : AuthenticationScheme.Credentials(value!, scheme), scheme);
        }
    }

    internal override void Remove(HttpRequest request)
    {
        if (schemes.Length == 0 || HasScheme(request.Headers[Name]))
            request.Headers.Remove(Name);
    }

    private bool HasScheme(StringValues values)
    {
        foreach (var value in values)
        {
            if (AuthenticationScheme.Match(value, schemes) is not null)
                return true;
        }

        return false;
    }
}
