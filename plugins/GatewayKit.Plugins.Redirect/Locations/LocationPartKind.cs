namespace GatewayKit.Plugins.Redirect.Locations;

/// <summary>The kind of a part of a template.</summary>
internal enum LocationPartKind
{
    /// <summary>Text as it is written.</summary>
    Text,

    /// <summary>A value in the path, whose slashes stay.</summary>
    InPath,

    /// <summary>A value in the query or the fragment, all of whose delimiters are encoded.</summary>
    InQuery,
}
