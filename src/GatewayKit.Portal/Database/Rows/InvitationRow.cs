namespace GatewayKit.Portal.Database.Rows;

/// <summary>An invitation to an application, for the developer with a confirmed address.</summary>
internal sealed class InvitationRow
{
    public required string Application { get; set; }

    /// <summary>The address in upper case.</summary>
    public required string Email { get; set; }

    public required MemberRole Role { get; set; }

    /// <summary>The address of the owner who has sent it.</summary>
    public required string Sender { get; set; }

    /// <summary>The time from which it isn't valid any more, in UTC.</summary>
    public required DateTime Expires { get; set; }

    /// <summary>Returns the form in which addresses are stored.</summary>
    public static string KeyOf(string email) => email.ToUpperInvariant();
}
