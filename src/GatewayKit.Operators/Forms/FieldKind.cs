namespace GatewayKit.Operators.Forms;

/// <summary>The kind of a field, which decides how its value is entered.</summary>
internal enum FieldKind
{
    /// <summary>A text on one line.</summary>
    Text,

    /// <summary>A number, or a text that the check rejects.</summary>
    Number,

    /// <summary>Yes, no, or the default.</summary>
    Switch,

    /// <summary>One of several names, or the default.</summary>
    Choice,

    /// <summary>Texts or numbers, one on each line.</summary>
    List,

    /// <summary>The fields of a record.</summary>
    Group,

    /// <summary>A secret, which is never shown. Left empty, the stored one is kept.</summary>
    Secret,

    /// <summary>Anything else, as JSON.</summary>
    Json,
}
