namespace GatewayKit.Portal.Database.Rows;

/// <summary>An application of a developer. Its keys belong to a consumer of the store.</summary>
internal sealed class ApplicationRow
{
    public const int MaximumNameLength = 100;

    /// <summary>The maximum length of the reason why an operator blocks an application or an account.</summary>
    public const int MaximumBlockReasonLength = 300;

    /// <summary>The beginning of the name of a consumer of an application.</summary>
    public const string ConsumerPrefix = "app-";

    /// <summary>The random id.</summary>
    public required string Id { get; set; }

    /// <summary>The developer who owns the application.</summary>
    public required Guid Owner { get; set; }

    public required string Name { get; set; }

    /// <summary>The time of its creation, in UTC.</summary>
    public required DateTime Created { get; set; }

    public ApplicationState State { get; set; } = ApplicationState.Created;

    /// <summary>The reason why an operator has blocked the application; null if it isn't blocked.</summary>
    public string? BlockReason { get; set; }

    /// <summary>The name of its consumer in the store.</summary>
    public string Consumer => ConsumerPrefix + Id;
}
