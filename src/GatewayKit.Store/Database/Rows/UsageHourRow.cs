namespace GatewayKit.Store.Database.Rows;

/// <summary>The requests of a series in an hour, of all batches that were rolled up.</summary>
internal sealed class UsageHourRow : UsageSums;
