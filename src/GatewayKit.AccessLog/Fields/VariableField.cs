using System.Globalization;

namespace GatewayKit.AccessLog;

/// <summary>The fields of the values that plugins share.</summary>
internal static class VariableField
{
    public static FieldWriter Of(string name, SecretNames secrets)
        => secrets.IsSecret(name)
            ? (context, line) => line.TextOrNothing(context.Variables.ContainsKey(name) ? Redaction.Redacted : null)
            : (context, line) => Write(context.Variables.TryGetValue(name, out var value) ? value : null, line, secrets);

    private static void Write(object? value, LogLine line, SecretNames secrets)
    {
        switch (value)
        {
            case int number:
                line.Number(number);
                break;
            case long number:
                line.Number(number);
                break;
            case TimeSpan duration:
                line.Milliseconds(duration);
                break;
            default:
                TextFields.Header(Convert.ToString(value, CultureInfo.InvariantCulture), line, secrets);
                break;
        }
    }
}
