using GatewayKit.Portal.Database.Rows;

namespace GatewayKit.Portal.Applications;

/// <summary>An invitation that a developer can accept.</summary>
/// <param name="Row">The invitation.</param>
/// <param name="Application">The application.</param>
internal sealed record Invitation(InvitationRow Row, ApplicationRow Application);
