namespace GatewayKit.Portal.Database.Rows;

/// <summary>The state of an application. Its number is stored.</summary>
internal enum ApplicationState
{
    /// <summary>The store doesn't have the consumer yet. Only in this state, the portal creates it.</summary>
    Created = 1,

    /// <summary>The consumer was created. If the store doesn't have it any more, an operator has deleted it.</summary>
    Active = 2,

    /// <summary>The consumer is being deleted, and never created again.</summary>
    Deleting = 3,
}
