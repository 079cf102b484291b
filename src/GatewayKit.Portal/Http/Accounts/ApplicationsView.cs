using GatewayKit.Portal.Database.Rows;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The list of a developer's applications.</summary>
internal sealed record ApplicationsView(FormView Form, IReadOnlyList<ApplicationRow> Applications);
