namespace GatewayKit.Portal.Database.Rows;

/// <summary>A member of an application, besides the developer who created it.</summary>
internal sealed class MemberRow
{
    public required string Application { get; set; }

    public required Guid Developer { get; set; }

    public required MemberRole Role { get; set; }

    /// <summary>The time at which the developer accepted the invitation, in UTC.</summary>
    public required DateTime Added { get; set; }
}
