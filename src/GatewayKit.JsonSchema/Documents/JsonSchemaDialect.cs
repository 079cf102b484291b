namespace GatewayKit.JsonSchema;

/// <summary>A version of JSON Schema. Later versions have greater values.</summary>
public enum JsonSchemaDialect
{
    /// <summary>JSON Schema draft 4 (draft-zyp-json-schema-04, draft-fge-json-schema-validation-00).</summary>
    Draft4,

    /// <summary>The Schema Object of OpenAPI 3.0: draft 4 with <c>nullable</c> (and <c>x-nullable</c>), without identifiers and
    /// <c>$schema</c>. It doesn't include the keywords of draft 7, but they are supported because documents use them (<c>const</c>,
    /// <c>contains</c>, <c>if</c>, numbers as exclusive bounds) and other tools support them. Here and in 2020-12, a <c>discriminator</c>
    /// selects the branch of a <c>oneOf</c> or <c>anyOf</c> that must be valid.</summary>
    OpenApi30,

    /// <summary>JSON Schema draft 7 (draft-handrews-json-schema-01).</summary>
    Draft7,

    /// <summary>JSON Schema 2020-12 (draft-bhutton-json-schema-01), which is also the Schema Object of OpenAPI 3.1.</summary>
    Draft202012,
}
