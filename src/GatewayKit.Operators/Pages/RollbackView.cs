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
    /// <summary>The reason of the rollback.</summary>
    public string Message { get; init; } = "";

    /// <summary>Whether there is a later revision than the one of the preview before.</summary>
    public bool HasChanged { get; init; }
}
