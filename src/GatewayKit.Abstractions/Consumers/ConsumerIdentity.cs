using System.Security.Claims;

namespace GatewayKit;

/// <summary>
/// The identity of a consumer for ASP.NET Core: its name, and its groups as roles. All requests of the consumer share it. Therefore it
/// can't be changed: a claim that one request adds would also be in the others.
/// </summary>
internal sealed class ConsumerIdentity : ClaimsIdentity
{
    /// <summary>The authentication type, which tells policies that the gateway has authenticated the caller.</summary>
    public const string Type = "GatewayKit";

    /// <summary>The claim that lists a group, as in the tokens of most providers.</summary>
    private const string GroupClaim = "groups";

    private const string Shared =
        "The identity of a consumer is shared by all of its requests. Assign a new ClaimsPrincipal with a copy of it to HttpContext.User.";

    private ConsumerIdentity(IEnumerable<Claim> claims) : base(claims, Type, ClaimTypes.Name, ClaimTypes.Role)
    {
    }

    public static ConsumerIdentity Of(Consumer consumer) => new(
    [
        new Claim(ClaimTypes.Name, consumer.Name),
        .. consumer.Groups.Select(group => new Claim(ClaimTypes.Role, group)),
        .. consumer.Groups.Select(group => new Claim(GroupClaim, group)),
    ]);

    /// <summary>Returns a copy that can be changed.</summary>
    public override ClaimsIdentity Clone() => new(Claims, Type, ClaimTypes.Name, ClaimTypes.Role);

    public override void AddClaim(Claim claim) => throw new InvalidOperationException(Shared);

    public override void AddClaims(IEnumerable<Claim?> claims) => throw new InvalidOperationException(Shared);

    public override void RemoveClaim(Claim? claim) => throw new InvalidOperationException(Shared);

    public override bool TryRemoveClaim(Claim? claim) => throw new InvalidOperationException(Shared);
}
