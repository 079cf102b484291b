namespace GatewayKit.Plugins.HttpLog;

/// <summary>The body of a request to a collector.</summary>
public enum BatchFormat
{
    /// <summary>The lines, one after the other.</summary>
    Lines,

    /// <summary>An array in JSON.</summary>
    Array,
}
