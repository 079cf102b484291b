using System.Security.Claims;
using System.Text.Json;

namespace GatewayKit.Authentication;

/// <summary>Creates the user that ASP.NET Core sees, from the claims of a token. The names of claims stay as they are.</summary>
public static class ClaimPrincipals
{
    /// <summary>
    /// Creates a principal with one identity. Its name is the name of the caller (<see cref="ClaimTypes.Name"/>) and its roles are the
    /// caller's groups (<see cref="ClaimTypes.Role"/>), whatever the token says about these two types.
    /// </summary>
    /// <param name="claims">
    /// The claims: an object. A list becomes a claim for each of its items; an object becomes a claim with its JSON.
    /// </param>
    /// <param name="scheme">The authentication type of the identity, such as <c>jwt</c>.</param>
    /// <param name="consumer">The caller.</param>
    public static ClaimsPrincipal Create(JsonElement claims, string scheme, Consumer consumer)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        var issuer = claims.TryGetProperty("iss", out var iss) ? ClaimValue.Text(iss) : null;
        var identity = new ClaimsIdentity(scheme, ClaimTypes.Name, ClaimTypes.Role);
        foreach (var claim in claims.EnumerateObject())
        {
            if (claim.Name is not (ClaimTypes.Name or ClaimTypes.Role))
                Add(identity, claim.Name, claim.Value, issuer);
        }

        identity.AddClaim(new Claim(ClaimTypes.Name, consumer.Name, ClaimValueTypes.String, issuer));
        foreach (var group in consumer.Groups)
            identity.AddClaim(new Claim(ClaimTypes.Role, group, ClaimValueTypes.String, issuer));
        return new ClaimsPrincipal(identity);
    }

    private static void Add(ClaimsIdentity identity, string name, JsonElement value, string? issuer)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            AddSingle(identity, name, value, issuer);
            return;
        }

        foreach (var item in value.EnumerateArray())
            AddSingle(identity, name, item, issuer);
    }

    private static void AddSingle(ClaimsIdentity identity, string name, JsonElement value, string? issuer)
    {
        var type = value.ValueKind switch
        {
            JsonValueKind.String => ClaimValueTypes.String,
            JsonValueKind.True or JsonValueKind.False => ClaimValueTypes.Boolean,
            JsonValueKind.Number => value.TryGetInt64(out _) ? ClaimValueTypes.Integer64 : ClaimValueTypes.Double,
            JsonValueKind.Null => null,
            _ => "JSON",
        };
        if (type is not null)
            identity.AddClaim(new Claim(name, ClaimValue.Text(value) ?? value.GetRawText(), type, issuer));
    }
}
