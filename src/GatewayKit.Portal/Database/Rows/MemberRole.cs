namespace GatewayKit.Portal.Database.Rows;

/// <summary>The rights of a member of an application. Their number is stored.</summary>
internal enum MemberRole
{
    /// <summary>Keys and usage.</summary>
    Member = 1,

    /// <summary>Everything: also subscriptions, the name, members, and the deletion.</summary>
    Owner = 2,
}
