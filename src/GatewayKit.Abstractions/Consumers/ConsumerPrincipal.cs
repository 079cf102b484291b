using System.Security.Claims;

namespace GatewayKit;

/// <summary>A consumer as the user of ASP.NET Core. All requests of the consumer share it, so that it can't be changed.</summary>
internal sealed class ConsumerPrincipal(Consumer consumer) : ClaimsPrincipal(ConsumerIdentity.Of(consumer))
{
    private const string Shared =
        "The principal of a consumer is shared by all of its requests. Assign a new ClaimsPrincipal with its identity to HttpContext.User.";

    /// <summary>Returns a copy that can be changed.</summary>
    public override ClaimsPrincipal Clone() => new(Identities.Select(identity => identity.Clone()));

    public override void AddIdentity(ClaimsIdentity identity) => throw new InvalidOperationException(Shared);

    public override void AddIdentities(IEnumerable<ClaimsIdentity> identities) => throw new InvalidOperationException(Shared);
}
