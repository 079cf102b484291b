using GatewayKit.Portal.Database.Rows;

namespace GatewayKit.Portal.Administration;

/// <summary>An application, as administrators see it.</summary>
/// <param name="Row">The application.</param>
/// <param name="IsOfBlocked">Whether the account of the owner is blocked.</param>
/// <param name="HasConsumer">Whether the store has its consumer, so that its keys work.</param>
internal sealed record KnownApplication(ApplicationRow Row, bool IsOfBlocked, bool HasConsumer)
{
    /// <summary>Whether an operator has deleted the consumer.</summary>
    public bool IsRemoved => Row is { State: ApplicationState.Active, BlockReason: null } && !IsOfBlocked && !HasConsumer;
}
