namespace GatewayKit.Portal.Database.Rows;

/// <summary>An entry of the audit log. Entries are only added, and deleted after the retention.</summary>
internal sealed class AuditRow
{
    /// <summary>The id, which ascends with the time.</summary>
    public required Guid Id { get; set; }

    /// <summary>The time in UTC.</summary>
    public required DateTime Time { get; set; }

    /// <summary>The developer who acted.</summary>
    public required Guid Actor { get; set; }

    /// <summary>The e-mail address of the actor at this time.</summary>
    public required string ActorEmail { get; set; }

    /// <summary>The action, such as <c>key issued</c>.</summary>
    public required string Action { get; set; }

    /// <summary>The id of the application; null for actions of the account.</summary>
    public string? Application { get; set; }

    /// <summary>The object of the action, such as the name of a key.</summary>
    public required string Detail { get; set; }

    /// <summary>The IP address of the client.</summary>
    public required string Address { get; set; }
}
