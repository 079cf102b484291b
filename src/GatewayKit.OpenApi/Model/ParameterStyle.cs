namespace GatewayKit.OpenApi;

/// <summary>The style of a parameter's value (OpenAPI 3.1, section 4.8.12.3, and <c>collectionFormat</c> of Swagger 2.0).</summary>
public enum ParameterStyle
{
    /// <summary>Comma-separated, as in <c>a,b</c>; the default of path and header, and <c>csv</c> of Swagger 2.0.</summary>
    Simple,

    /// <summary>As in <c>;name=a,b</c>.</summary>
    Matrix,

    /// <summary>As in <c>.a.b</c>.</summary>
    Label,

    /// <summary>As in <c>name=a&amp;name=b</c>; the default of query and cookie, and <c>multi</c> of Swagger 2.0.</summary>
    Form,

    /// <summary>As in <c>name=a%20b</c>; also <c>ssv</c> of Swagger 2.0.</summary>
    SpaceDelimited,

    /// <summary>As in <c>name=a|b</c>; also <c>pipes</c> of Swagger 2.0.</summary>
    PipeDelimited,

    /// <summary>As in <c>name[key]=value</c>.</summary>
    DeepObject,

    /// <summary>Separated by tabs: <c>tsv</c> of Swagger 2.0.</summary>
    TabDelimited,
}
