namespace GatewayKit.Portal.Http.Accounts;

/// <summary>A page with a form.</summary>
/// <param name="Page">The frame.</param>
/// <param name="Token">The token that proves that the portal has made the form.</param>
internal sealed record FormView(PortalPage Page, string Token)
{
    /// <summary>The ways to sign in.</summary>
    public PortalAccountOptions Accounts { get; init; } = new();

    /// <summary>Whether the reader can block accounts and applications.</summary>
    public bool IsAdministrator { get; init; }

    /// <summary>The errors of the input.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>The message of the form before; null for none.</summary>
    public string? Notice { get; init; }

    /// <summary>The name that the reader entered.</summary>
    public string Name { get; init; } = "";

    /// <summary>The e-mail address that the reader entered.</summary>
    public string Email { get; init; } = "";

    /// <summary>The path to which the reader returns.</summary>
    public string Return { get; init; } = "";

    /// <summary>The id of the account in a link.</summary>
    public string User { get; init; } = "";

    /// <summary>The code in a link.</summary>
    public string Code { get; init; } = "";
}
