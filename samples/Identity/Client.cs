namespace Identity;

/// <summary>An application that the provider knows.</summary>
/// <param name="Id">The id.</param>
/// <param name="Secret">The secret.</param>
/// <param name="Scopes">The scopes that it may request.</param>
/// <param name="Groups">The groups that its tokens name.</param>
internal sealed record Client(string Id, string Secret, string[] Scopes, string[] Groups)
{
    /// <summary>The gateway itself, in the name of the API that it protects. It only asks about tokens.</summary>
    public static Client Gateway { get; } = new("orders-api", "orders-api-secret", [], []);

    /// <summary>The gateway as the application that users log in to.</summary>
    public static Client Browser { get; } = new("browser", "browser-secret", [], []);

    public static IReadOnlyList<Client> All { get; } =
    [
        new("shop", "shop-secret", ["orders.read"], ["staff"]),
        new("visitor", "visitor-secret", [], ["guests"]),
        Gateway,
        Browser,
    ];
}
