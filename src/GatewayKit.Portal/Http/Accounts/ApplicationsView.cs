using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Database.Rows;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The list of a developer's applications.</summary>
internal sealed record ApplicationsView(FormView Form, IReadOnlyList<ApplicationRow> Applications)
{
    /// <summary>The invitations of the developer.</summary>
    public IReadOnlyList<Invitation> Invitations { get; init; } = [];

    /// <summary>The id of the developer, who may not have created all applications.</summary>
    public Guid Reader { get; init; }
}
