namespace GatewayKit.Portal.Subscriptions;

/// <summary>Thrown when an approval is saved, but the groups of the application can't be written. The same approval writes them again.
/// </summary>
/// <param name="reason">The reason.</param>
internal sealed class GroupsNotWrittenException(Exception reason) : Exception(
    "The approval is saved, but the groups of the application can't be written. Load this page again to repeat this step.", reason);
