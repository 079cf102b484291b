using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Database.Rows;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The members of an application.</summary>
/// <param name="Form">The frame and its forms.</param>
/// <param name="Application">The application.</param>
/// <param name="Members">Its members.</param>
/// <param name="Invitations">Those who are invited.</param>
/// <param name="Reader">The id of the reader's account.</param>
/// <param name="IsOwner">Whether the reader is an owner of the application.</param>
internal sealed record MembersView(
    FormView Form, ApplicationRow Application, IReadOnlyList<TeamMember> Members, IReadOnlyList<InvitationRow> Invitations, Guid Reader,
    bool IsOwner);
