using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Binding;

/// <summary>Checks the rules that involve several options of a record.</summary>
internal static class RecordRules
{
    /// <param name="record">The record. Each of its options is valid by itself.</param>
    /// <param name="mapping">The mapping that it was bound from, for locations; null for a record created in code.</param>
    /// <param name="at">The record's position.</param>
    /// <returns>Whether every rule is followed. The rules don't apply while an option isn't known.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Rules that throw can't vouch for the options.")]
    public static bool Check(object record, ConfigMapping? mapping, BindingPoint at)
    {
        if (record is not IValidatedOptions options || UnsetVariables.AreIn(mapping))
            return true;

        try
        {
            var isValid = true;
            foreach (var error in options.Validate() ?? [])
            {
                isValid &= error.IsWarning;
                Report(error, mapping, at);
            }

            return isValid;
        }
        catch (Exception error)
        {
            at.Add($"{at.Subject} could not be checked: the rules of {record.GetType().Name} failed with {error.GetType().Name}.");
            return false;
        }
    }

    /// <summary>Reports a broken rule at the location of the option that breaks it.</summary>
    public static void Report(OptionsError error, ConfigMapping? mapping, BindingPoint at)
    {
        var point = error.Option.Length == 0 ? at : at.Key(error.Option, mapping?.Find(FirstKey(error.Option)));
        var message = $"{point.Subject} {error.Message.TrimEnd('.')}.";
        if (error.IsWarning)
            point.Warn(message);
        else
            point.Add(message);
    }

    private static string FirstKey(string option) => option.IndexOfAny(['.', '[']) is >= 0 and var end ? option[..end] : option;
}
