using GatewayKit.Portal.Administration;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The page of administrators.</summary>
/// <param name="Form">The frame and its forms.</param>
/// <param name="Query">The text of the search; empty for those who are blocked.</param>
/// <param name="Developers">The developers that were found.</param>
internal sealed record AdministrationView(FormView Form, string Query, IReadOnlyList<KnownDeveloper> Developers);
