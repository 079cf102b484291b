using GatewayKit.Admin.Entries;
using GatewayKit.Admin.Http;
using GatewayKit.Operators.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>The preview of a rollback.</summary>
/// <param name="Page">The frame.</param>
/// <param name="Number">The number of the earlier revision.</param>
/// <param name="Result">What would change; null if there is a problem.</param>
/// <param name="Problem">The reason why it isn't possible.</param>
internal sealed record RollbackView(OperatorPage Page, string Number, ChangeResult? Result, AdminProblem? Problem)
{
    /// <summary>The field of the query and the form that includes the entries of the developer portal.</summary>
    public const string PortalField = "portal";

    /// <summary>The reason of the rollback.</summary>
    public string Message { get; init; } = "";

    /// <summary>Whether there is a later revision than the one of the preview before.</summary>
    public bool HasChanged { get; init; }

    /// <summary>Whether entries of the developer portal are rolled back, too.</summary>
    public bool IncludesPortal { get; init; }

    /// <summary>Gets the entries of the developer portal that stay as they are.</summary>
    public IReadOnlyList<string> Kept => Result?.Kept ?? [];
}
