namespace GatewayKit.Kubernetes.TestServer.Errors;

/// <summary>An invalid field: a cause of a status with the reason <c>Invalid</c>.</summary>
internal sealed record FieldError(string Reason, string Field, string Message)
{
    public static FieldError Required(string field, string detail = "")
        => new("FieldValueRequired", field, detail.Length == 0 ? "Required value" : $"Required value: {detail}");

    public static FieldError Invalid(string field, string value, string detail)
        => new("FieldValueInvalid", field, $"Invalid value: {value}: {detail}");

    public static FieldError Wrong(string field, string value, string detail)
        => new("FieldValueTypeInvalid", field, $"Invalid value: {value}: {detail}");

    public static FieldError Forbidden(string field, string detail) => new("FieldValueForbidden", field, $"Forbidden: {detail}");

    public static FieldError Duplicate(string field, string value)
        => new("FieldValueDuplicate", field, $"Duplicate value: {value}");

    public static FieldError TooMany(string field, long count, long? limit)
        => new("FieldValueTooMany", field, $"Too many: {count}: must have at most {limit} items");

    public static FieldError Unsupported(string field, string value, IEnumerable<string> supported)
        => new("FieldValueNotSupported", field, $"Unsupported value: {value}: supported values: {string.Join(", ", supported)}");

    public override string ToString() => $"{Field}: {Message}";
}
