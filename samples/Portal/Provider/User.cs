namespace Portal.Provider;

/// <summary>A user of the identity provider.</summary>
/// <param name="Id">The id, which never changes.</param>
/// <param name="Name">The name.</param>
/// <param name="Email">The e-mail address, which the provider has verified.</param>
/// <param name="Groups">The groups.</param>
internal sealed record User(string Id, string Name, string Email, string[] Groups)
{
    public static User Developer { get; } = new("dan", "Dan", "dan@partner.example", []);

    /// <summary>A member of the team that owns the orders API.</summary>
    public static User Owner { get; } = new("olga", "Olga", "olga@acme.example", ["shop-team"]);

    public static IReadOnlyList<User> All { get; } = [Developer, Owner];
}
