using GatewayKit.Portal.Database.Rows;

namespace GatewayKit.Portal.Accounts;

/// <summary>A developer who is signed in, or an operator.</summary>
/// <param name="Id">The id of the account.</param>
/// <param name="Name">The name that pages show.</param>
/// <param name="Email">The e-mail address, which is the author of revisions; the id at the provider if it has sent none.</param>
internal sealed record Reader(Guid Id, string Name, string Email)
{
    /// <summary>Whether the developer has proved to own the address.</summary>
    public bool IsEmailConfirmed { get; init; }

    /// <summary>The groups at the provider.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Whether it is an operator, who has all rights of the owners of APIs, and no account.</summary>
    public bool IsOperator { get; private init; }

    /// <summary>Returns an operator.</summary>
    /// <param name="name">The name in the audit log and in revisions.</param>
    public static Reader Operator(string name) => new(Guid.Empty, name, name) { IsOperator = true };

    public static Reader Of(Developer developer)
        => new(developer.Id, developer.Name, developer.Email ?? developer.ProviderEmail ?? Shorten(developer.Subject!))
        {
            IsEmailConfirmed = developer.EmailConfirmed,
            Groups = developer.Groups.Split('\n', StringSplitOptions.RemoveEmptyEntries),
        };

    // The author of a revision has a limited length.
    private static string Shorten(string text) => text.Length > Developer.MaximumEmailLength ? text[..Developer.MaximumEmailLength] : text;
}
