using GatewayKit.Authentication;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Oidc;

/// <summary>
/// The cookies of the plugin. All names begin with that of the session cookie, whose value is split because browsers limit a cookie to 4096
/// bytes: the first part is the number of parts, a dot and data.
/// </summary>
internal sealed class CookieJar
{
    /// <summary>The maximum number of parts: with the other headers, they fit into the limit of Kestrel (32 KB).</summary>
    public const int MaximumParts = 5;

    /// <summary>The length of a part, in characters; the name and the attributes take the rest.</summary>
    public const int PartLength = 3600;

    private const string LoginInfix = ".login.";

    private readonly string _name;
    private readonly string _attributes;
    private readonly string _loginAttributes;
    private readonly CredentialLocations[] _parts;
    private readonly CredentialLocations _all;

    /// <param name="options">The options of the cookie.</param>
    /// <param name="isSecure">Whether the cookies are for HTTPS; otherwise they have no prefix.</param>
    public CookieJar(SessionCookieOptions options, bool isSecure)
    {
        _name = isSecure ? options.FullName : WithoutPrefix(options.FullName);
        var shared = $"; path=/{(options.Domain is { } domain ? "; domain=" + domain : "")}{(isSecure ? "; secure" : "")}; httponly";
        _attributes = $"{shared}; samesite={Text(options.SameSite)}";

        // The provider's redirect to the callback comes from another site.
        _loginAttributes = $"{shared}; samesite={Text(options.SameSite == SameSite.None ? SameSite.None : SameSite.Lax)}";
        _parts = [.. Enumerable.Range(0, MaximumParts)
            .Select(index => new CredentialLocations([CredentialLocation.Cookie(PartName(index))], PartLength + 8))];
        _all = new CredentialLocations([CredentialLocation.CookieWithParts(_name)], PartLength + 8);
    }

    /// <summary>Reads the value of the session cookie.</summary>
    /// <returns>The value; null if it is missing, incomplete, too long, or a part is repeated.</returns>
    public string? ReadSession(HttpRequest request)
    {
        var first = _parts[0].Find(request);
        if (first.Presence != CredentialPresence.One || first.Value.Span is not [>= '1' and <= '5' and var digit, '.', ..])
            return null;
        if (digit == '1')
            return first.Value[2..].ToString();

        var texts = new string[digit - '0'];
        texts[0] = first.Value[2..].ToString();
        for (var i = 1; i < texts.Length; i++)
        {
            var part = _parts[i].Find(request);
            if (part.Presence != CredentialPresence.One)
                return null;
            texts[i] = part.Value.ToString();
        }

        return string.Concat(texts);
    }

    /// <summary>Returns the <c>Set-Cookie</c> headers for a session, and for surplus parts of an earlier one.</summary>
    /// <param name="request">The request with the earlier cookie.</param>
    /// <param name="value">The value.</param>
    /// <returns>The headers; null if the value is too long.</returns>
    public IReadOnlyList<string>? WriteSession(HttpRequest request, string value)
    {
        var count = (value.Length + PartLength - 1) / PartLength;
        if (count > MaximumParts)
            return null;

        var headers = new List<string>(count);
        for (var i = 0; i < count; i++)
        {
            var part = value.AsSpan(i * PartLength, Math.Min(PartLength, value.Length - (i * PartLength)));
            headers.Add($"{PartName(i)}={(i == 0 ? $"{count}." : "")}{part}{_attributes}");
        }

        headers.AddRange(DeleteParts(request, count));
        return headers;
    }

    /// <summary>Returns the <c>Set-Cookie</c> headers that delete the session.</summary>
    public IEnumerable<string> DeleteSession(HttpRequest request) => DeleteParts(request, 0);

    /// <summary>Reads the cookie of a pending login.</summary>
    /// <returns>The value; null if it is missing or repeated.</returns>
    public string? ReadLogin(HttpRequest request, string state)
    {
        var found = new CredentialLocations([CredentialLocation.Cookie(LoginName(state))], PartLength).Find(request);
        return found.Presence == CredentialPresence.One ? found.Value.ToString() : null;
    }

    /// <summary>Returns the <c>Set-Cookie</c> header for a pending login.</summary>
    public string WriteLogin(string state, string value, TimeSpan lifetime)
        => $"{LoginName(state)}={value}; max-age={(long)lifetime.TotalSeconds}{_loginAttributes}";

    /// <summary>Returns the <c>Set-Cookie</c> header that deletes a pending login.</summary>
    public string DeleteLogin(string state) => $"{LoginName(state)}=; max-age=0{_loginAttributes}";

    /// <summary>Returns the states of the pending logins of a browser.</summary>
    public IEnumerable<string> PendingLogins(HttpRequest request)
        => request.Cookies.Keys
            .Where(name => name.StartsWith(_name + LoginInfix, StringComparison.Ordinal))
            .Select(name => name[(_name.Length + LoginInfix.Length)..])
            .Where(LoginState.IsValid);

    /// <summary>Removes all cookies of the plugin from a request.</summary>
    public void Remove(HttpRequest request) => _all.Remove(request);

    private static string WithoutPrefix(string name)
        => name.StartsWith("__Host-", StringComparison.OrdinalIgnoreCase) ? name[7..]
            : name.StartsWith("__Secure-", StringComparison.OrdinalIgnoreCase) ? name[9..]
            : name;

    private static string Text(SameSite sameSite) => sameSite switch
    {
        SameSite.Strict => "strict",
        SameSite.None => "none",
        _ => "lax",
    };

    private IEnumerable<string> DeleteParts(HttpRequest request, int from)
        => Enumerable.Range(from, MaximumParts - from)
            .Where(index => _parts[index].Find(request).Presence != CredentialPresence.None)
            .Select(index => $"{PartName(index)}=; max-age=0{_attributes}");

    private string PartName(int index) => index == 0 ? _name : string.Create(null, $"{_name}.{index}");

    private string LoginName(string state) => _name + LoginInfix + state;
}
