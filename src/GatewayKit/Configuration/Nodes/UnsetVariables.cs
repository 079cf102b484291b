namespace GatewayKit.Configuration.Nodes;

/// <summary>Finds placeholders of variables that aren't set.</summary>
internal static class UnsetVariables
{
    /// <summary>Returns whether a node is a placeholder or contains one.</summary>
    public static bool AreIn(ConfigNode? node) => node switch
    {
        ConfigScalar scalar => scalar.Style == ScalarStyle.Unset,
        ConfigMapping mapping => mapping.Entries.Any(entry => AreIn(entry.Value)),
        ConfigSequence sequence => sequence.Items.Any(AreIn),
        _ => false,
    };

    /// <summary>Returns a value of a scalar type or an enum that replaces an unknown value.</summary>
    public static object Placeholder(Type type, ConfigScalar scalar)
        => type == typeof(string) ? scalar.Text
            : type == typeof(Uri) ? new Uri("http://unset.invalid")
            : Activator.CreateInstance(type)!;
}
