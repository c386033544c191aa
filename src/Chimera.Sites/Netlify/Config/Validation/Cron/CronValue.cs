using System.Runtime.InteropServices;

namespace Chimera.Sites.Netlify.Config.Validation.Cron;

/// <summary>A number, or a text such as <c>5L</c> that the field may or may not allow.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CronValue(double? Number, string? Text = null);
